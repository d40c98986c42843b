-- Removes a message's content from its log and appends a notice of type SYSTEM that says so. The tombstone of the message
-- keeps its place.
--
-- KEYS[1] hash   conversation
-- KEYS[2] stream log
-- KEYS[3] hash   tombstones of recalled messages
-- KEYS[4] hash   files that the conversation's messages name
-- KEYS[5] zset   entries above a side's read cursor that do not count as unread
-- ARGV[1] int    seq
-- ARGV[2] int    the message's time in ms, modulo 2^24
-- ARGV[3] string user who recalls
-- ARGV[4] string name of that user
-- ARGV[5] int    earliest time of a message that may be recalled, ms; '' for a user who may recall any message
-- ARGV[6] int    now, ms
-- ARGV[7] string the notice's content
-- ARGV[8] string the notice's metadata as JSON
-- ARGV[9] string PUBLISH or SPUBLISH
-- ARGV[10] string the conversation's channel
-- returns {'done', seq, fields of the tombstone}, {'unknown'}, {'not_own'} or {'too_late'}

local conversation_key, log_key, recalled_key, files_key, uncounted_key = unpack(KEYS)
local seq, time_modulo, by, name, not_before, now, notice, metadata, publish, channel = unpack(ARGV)

local fields, is_recalled = read_entry(log_key, recalled_key, seq)
if not fields or fields[TIME] % 16777216 ~= tonumber(time_modulo) then return {'unknown'} end

local last_seq, last_time, session, first_count, customer, kefu, first_of_pair, second_of_pair, first_read, second_read =
  unpack(redis.call('HMGET', conversation_key, 'seq', 'ts', 'sid', 'x', 'c', 'k', 'a', 'b', 'r1', 'r2'))
local writer = fields[FROM]
if writer ~= by and not_before ~= '' then
  local takes_part = by == customer or by == kefu or by == first_of_pair or by == second_of_pair
  return {takes_part and 'not_own' or 'unknown'}
end
if fields[TYPE] == SYSTEM then return {'not_own'} end
if is_recalled then return {'done', seq, fields} end
if not_before ~= '' and tonumber(fields[TIME]) < tonumber(not_before) then return {'too_late'} end

local function is_first(user)
  return user == customer or user == first_of_pair
end

-- Excludes an entry from the unread count of the side that reads it, unless that side's read cursor has passed it. The
-- entries that the second side reads get negative scores.
local function exclude_from_unread(entry_seq, is_by_first)
  local reader, read = '1', first_read
  if is_by_first then reader, read = '2', second_read end
  if tonumber(entry_seq) > (tonumber(read) or 0) then
    redis.call('ZADD', uncounted_key, (is_by_first and '-' or '') .. entry_seq, entry_seq)
    redis.call('HINCRBY', conversation_key, 'u' .. reader, 1)
  end
end

redis.call('XDEL', log_key, seq)
if fields[TYPE] ~= TEXT then
  -- The content is the file's id or a path that ends with it.
  local file = fields[CONTENT]:match('[^/]*$')
  local seqs = redis.call('HGET', files_key, file)
  if seqs then
    local others = {}
    for other in seqs:gmatch('%d+') do
      if other ~= seq then others[#others + 1] = other end
    end
    redis.call('HSET', files_key, file, table.concat(others, ' '))
  end
end
fields[METADATA], fields[CONTENT] = '', ''
fields[#fields + 1], fields[#fields + 2] = 'r', '1'
redis.call('HSET', recalled_key, seq, cjson.encode(fields))

local notice_seq = string.format('%d', (tonumber(last_seq) or 0) + 1)
local time = string.format('%d', math.max(now, tonumber(last_time) or 0))
local to = by == writer and fields[TO] or ''
session, first_count = session or '', (tonumber(first_count) or 0) + (is_first(by) and 1 or 0)
local added = add_entry(log_key, notice_seq, by, to, SYSTEM, session, name, metadata, notice, '', time, first_count)
if added.err then return added end
redis.call('HSET', conversation_key, 'seq', notice_seq, 'ts', time, 'x', first_count)
exclude_from_unread(seq, is_first(writer))
exclude_from_unread(notice_seq, is_first(by))
redis.call(publish, channel,
  message_event(notice_seq, time, by, to, session, SYSTEM, '', '', name, metadata, notice))
return {'done', seq, fields}
