-- The rules and effects of a recall, for the scripts that recall an entry of the log or of the archive. The file entry precedes
-- this one.

-- Reads the fields of a conversation that the functions below need.
local function read_parties(conversation_key)
  local parties = {}
  parties.last_seq, parties.last_time, parties.session, parties.first_count, parties.customer, parties.kefu,
    parties.first_of_pair, parties.second_of_pair, parties.first_read, parties.second_read =
    unpack(redis.call('HMGET', conversation_key, 'seq', 'ts', 'sid', 'x', 'c', 'k', 'a', 'b', 'r1', 'r2'))
  return parties
end

-- Returns why a user may not recall an entry: 'unknown', 'not_own' or 'too_late'; or 'repeated' if it was recalled before; nil
-- if the user may recall it.
local function find_obstacle(parties, fields, is_recalled, by, not_before)
  if fields[FROM] ~= by and not_before ~= '' then
    local takes_part = by == parties.customer or by == parties.kefu or by == parties.first_of_pair
      or by == parties.second_of_pair
    return takes_part and 'not_own' or 'unknown'
  end
  if fields[TYPE] == SYSTEM then return 'not_own' end
  if is_recalled then return 'repeated' end
  if not_before ~= '' and tonumber(fields[TIME]) < tonumber(not_before) then return 'too_late' end
end

-- Removes a recalled message from the messages that name its file.
local function remove_mention(files_key, fields, seq)
  if fields[TYPE] == TEXT then return end
  -- The content is the file's id or a path that ends with it.
  local file = fields[CONTENT]:match('[^/]*$')
  local seqs = redis.call('HGET', files_key, file)
  if not seqs then return end
  local others = {}
  for other in seqs:gmatch('%d+') do
    if other ~= seq then others[#others + 1] = other end
  end
  redis.call('HSET', files_key, file, table.concat(others, ' '))
end

-- Appends the notice of a recall and publishes it, and excludes the recalled message and the notice from the unread counts.
-- Returns an error if Redis refuses to append.
local function append_notice(conversation_key, log_key, uncounted_key, parties, seq, fields, by, name, now, notice, metadata,
  publish, channel)

  local function is_first(user)
    return user == parties.customer or user == parties.first_of_pair
  end

  -- Excludes an entry from the unread count of the side that reads it, unless that side's read cursor has passed it. The
  -- entries that the second side reads get negative scores.
  local function exclude_from_unread(entry_seq, is_by_first)
    local reader, read = '1', parties.first_read
    if is_by_first then reader, read = '2', parties.second_read end
    if tonumber(entry_seq) > (tonumber(read) or 0) then
      redis.call('ZADD', uncounted_key, (is_by_first and '-' or '') .. entry_seq, entry_seq)
      redis.call('HINCRBY', conversation_key, 'u' .. reader, 1)
    end
  end

  local notice_seq = string.format('%d', (tonumber(parties.last_seq) or 0) + 1)
  local time = string.format('%d', math.max(now, tonumber(parties.last_time) or 0))
  local to = by == fields[FROM] and fields[TO] or ''
  local session = parties.session or ''
  local first_count = (tonumber(parties.first_count) or 0) + (is_first(by) and 1 or 0)
  local added = add_entry(log_key, notice_seq, by, to, SYSTEM, session, name, metadata, notice, '', time, first_count)
  if added.err then return added end
  redis.call('HSET', conversation_key, 'seq', notice_seq, 'ts', time, 'x', first_count)
  exclude_from_unread(seq, is_first(fields[FROM]))
  exclude_from_unread(notice_seq, is_first(by))
  redis.call(publish, channel,
    message_event(notice_seq, time, by, to, session, SYSTEM, '', '', name, metadata, notice))
end

