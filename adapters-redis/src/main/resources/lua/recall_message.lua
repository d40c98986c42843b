-- Takes a message's content out of its log and appends an entry that says so.
--
-- KEYS[1] conversation's standing (hash)   KEYS[2] log (stream)   KEYS[3] what is left of recalled messages (hash)
-- KEYS[4] the files that the conversation names (hash)
-- KEYS[5] entries above a side's read cursor that do not count as unread (zset)
--
-- ARGV[1] seq   ARGV[2] remainder of the message's time in ms by 2^24
-- ARGV[3] who recalls   ARGV[4] whose name   ARGV[5] only what was written since, ms; or empty for whatever anybody wrote
-- ARGV[6] now in ms   ARGV[7] the new entry's content   ARGV[8] its metadata as JSON   ARGV[9] PUBLISH or SPUBLISH
-- ARGV[10] channel
--
-- Returns {'done', seq, fields of what is left}, or {'unknown'}, {'not_own'}, {'too_late'}.

local seq, by = ARGV[1], ARGV[3]
local entry = redis.call('XRANGE', KEYS[2], seq, seq)[1]
local left = not entry and redis.call('HGET', KEYS[3], seq)
if not entry and not left then return {'unknown'} end
-- The fields stand in the order in which append_message writes them.
local fields = entry and entry[2] or cjson.decode(left)
local writer, type, timestamp = fields[2], fields[6], tonumber(fields[18])
if timestamp % 16777216 ~= tonumber(ARGV[2]) then return {'unknown'} end

local standing = redis.call('HMGET', KEYS[1], 'seq', 'ts', 'sid', 'x', 'c', 'k', 'a', 'b', 'r1', 'r2')
if writer ~= by and ARGV[5] ~= '' then
  local takes_part = by == standing[5] or by == standing[6] or by == standing[7] or by == standing[8]
  return {takes_part and 'not_own' or 'unknown'}
end
if type == 's' then return {'not_own'} end
if left then return {'done', seq, fields} end
if ARGV[5] ~= '' and timestamp < tonumber(ARGV[5]) then return {'too_late'} end

local function is_first(user)
  return user == standing[5] or user == standing[7]
end

-- Excludes an entry from the unread count of the side that reads it, unless that side's read cursor has passed it. The
-- entries that the second side reads get negative scores.
local function leave_uncounted(uncounted_seq, is_by_first)
  local side, read = is_by_first and '2' or '1', tonumber(standing[is_by_first and 10 or 9]) or 0
  if tonumber(uncounted_seq) > read then
    redis.call('ZADD', KEYS[5], (is_by_first and '-' or '') .. uncounted_seq, uncounted_seq)
    redis.call('HINCRBY', KEYS[1], 'u' .. side, 1)
  end
end

redis.call('XDEL', KEYS[2], seq)
if type ~= 't' then
  -- As the content names it: by its id or by the path to it.
  local file = string.gsub(fields[14], '^/api/files/', '')
  local others = {}
  for named in string.gmatch(redis.call('HGET', KEYS[4], file) or '', '%d+') do
    if named ~= seq then others[#others + 1] = named end
  end
  redis.call('HSET', KEYS[4], file, table.concat(others, ' '))
end
fields[12], fields[14], fields[21], fields[22] = '', '', 'r', '1'
redis.call('HSET', KEYS[3], seq, cjson.encode(fields))

local is_of_first = is_first(by)
local notice = string.format('%d', (tonumber(standing[1]) or 0) + 1)
local first = (tonumber(standing[4]) or 0) + (is_of_first and 1 or 0)
local now = string.format('%d', math.max(tonumber(ARGV[6]), tonumber(standing[2]) or 0))
local to, session = by == writer and fields[4] or '', standing[3] or ''
redis.call('XADD', KEYS[2], notice .. '-0', 'f', by, 'o', to, 't', 's', 's', session, 'n', ARGV[4],
  'm', ARGV[8], 'b', ARGV[7], 'i', '', 'w', now, 'x', first)
redis.call('HSET', KEYS[1], 'seq', notice, 'ts', now, 'x', first)
leave_uncounted(seq, is_first(writer))
leave_uncounted(notice, is_of_first)
redis.call(ARGV[9], ARGV[10], table.concat({'message', notice, now, by, to, session, 's', '', '', ARGV[4], ARGV[8],
  ARGV[7]}, '\n'))
return {'done', seq, fields}
